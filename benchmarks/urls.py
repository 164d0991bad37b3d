"""Pages of this room."""

from django.urls import include, path, register_converter

from benchmarks.elsewhere import views as elsewhere
from benchmarks.evidence import views as evidence
from benchmarks.reach import ReferenceConverter, YearConverter
from benchmarks.results import views as results
from benchmarks.returns import views as returns
from benchmarks.returns import views_pages as pages
from benchmarks.signing import views as signing
from benchmarks.signing import views_link as link

register_converter(YearConverter, "year")
register_converter(ReferenceConverter, "reference")

app_name = "benchmarks"
of_a_year = [
    path("", returns.year, name="year"),
    path("start/", returns.start, name="start"),
    path("again/", returns.again, name="again"),
    path("delete/", returns.throw_away, name="throw-away"),
    path("numbers/", pages.facts, name="facts"),
    path("benchmark/<int:number>/", pages.benchmark, name="benchmark"),
    path("check/", pages.check, name="check"),
    path("records/<str:question>/", evidence.records, name="records"),
    path("send/", signing.send, name="send"),
    path("send-again/", signing.send_again, name="send-again"),
    path("take-back/", signing.take_back, name="take-back"),
    path("sign/", signing.sign, name="sign"),
    path("send-back/", signing.send_back, name="send-back"),
    path("submit/", signing.submit_alone, name="submit-alone"),
    path("receipt/", signing.receipt, name="receipt"),
    path("results/", results.results, name="results"),
    path("results/<reference:reference>/", results.results, name="results-of"),
    path("results.csv", results.download, name="results-csv"),
    path("results/<reference:reference>.csv", results.download, name="results-of-csv"),
    path("governors/", results.governors, name="governors"),
    path("elsewhere/", elsewhere.report, name="elsewhere"),
    path("elsewhere/withdraw/", elsewhere.withdraw, name="elsewhere-withdraw"),
]
urlpatterns = [
    path("", returns.home, name="home"),
    path("<year:year>/", returns.home, name="home-year"),
    path("sign/", link.sign, name="sign-by-link"),
    path("sign/send-back/", link.send_back, name="send-back-by-link"),
    path("<int:urn>/", returns.institution, name="institution"),
    path("<int:urn>/who-signs/", signing.who_signs, name="who-signs"),
    path("<int:urn>/<year:year>/", include(of_a_year)),
]
