/// A short message service centre that speaks SMPP 3.4, with the receipts of real ones.
@NullMarked
package org.parley.sandbox.smpp;

import org.jspecify.annotations.NullMarked;
