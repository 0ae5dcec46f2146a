"""Charts as geometry: what stands where, in points, from released values. The templates in `templates/charts/` draw them."""
