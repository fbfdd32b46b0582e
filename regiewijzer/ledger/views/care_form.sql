-- Form of care per product code, and per category (product_code NULL) for products without a row of their own: F5.
SELECT product_category, product_code, care_form FROM kept.care_form
