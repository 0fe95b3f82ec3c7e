"""Finding statements: one tokeniser, one query tree, engines behind one interface, one worker that feeds them."""
