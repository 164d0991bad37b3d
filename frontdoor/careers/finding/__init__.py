"""Finding careers by what people type. `frontdoor/careers/search.py` hands it to the one search."""
