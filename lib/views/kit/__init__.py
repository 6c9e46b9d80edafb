"""What all views draw with: escaped HTML, outlets' looks, sentences, bars."""
