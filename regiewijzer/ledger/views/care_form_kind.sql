-- What kind of care a form is: with residence, in a family, secure, and its place on the ladder from light (1) to heavy (7); the
-- weight is NULL for measures, which are no help but a frame, and for the unknown form.
SELECT care_form, residence, family_like, secure, weight FROM kept.care_form_kind
