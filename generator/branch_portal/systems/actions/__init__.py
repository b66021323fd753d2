"""四進萬家: voluntary actions as counts, under a pact or in a grid cell; never a person, a household or an address."""
