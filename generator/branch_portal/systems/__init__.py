"""One room for each system of the article; `register` names them."""
