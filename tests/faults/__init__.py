"""What happens when parts of the system die: real brokers, real workers, a real mail server that is slow to answer.

`conftest.py` has the fixtures; any room's test may use them:

    def test_...(broker, shared_database, mail_server, start_worker):
        ...make letters here; the workers are other processes and see the same database...

`shared_database` is a database of its own, made from the test database, not rolled back, dropped at the end: this
process and every worker use it, so nothing is in a transaction that others cannot see.
"""
