project = "Site"
extensions = ["myst_parser"]
html_theme = "furo"
# an `<img>` in a page is a picture to Sphinx too, which copies it; without this it is HTML, whose files are left behind
myst_enable_extensions = ["html_image"]
