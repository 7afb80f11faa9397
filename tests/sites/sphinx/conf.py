project = "Site"
extensions = ["myst_parser"]
html_theme = "furo"
# an `<img>` is HTML to Sphinx, which copies nothing that HTML refers to
html_extra_path = ["pictures"]
