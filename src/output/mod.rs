//! Writes a scene. Nothing here knows the model, a layout or the theme.
