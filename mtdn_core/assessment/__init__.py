"""Did a despeckling filter invent or lose anything? Numbers, a verdict and a report; NumPy and GDAL alone."""
