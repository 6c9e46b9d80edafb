"""The tests; a package, so that they find `lib` however they are started."""
