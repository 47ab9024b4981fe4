"""How both front doors look: templates, styles, small scripts, fonts, and the words on buttons."""
