/// Short messages as networks carry them: the GSM alphabet, septets and segments.
@NullMarked
package org.parley.sandbox.gsm;

import org.jspecify.annotations.NullMarked;
