/**
 * Money inside the domain: an integer number of minor units (pence). The currency stands beside it, once per order.
 * Wire numbers are converted at the rim; what does not fit is an exception, never a rounding (DESIGN D14).
 */
export type Minor = number;
