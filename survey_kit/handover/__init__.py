"""Files of answers to hand on: one row a respondent, reduced until nobody stands alone by what others may know of them."""
