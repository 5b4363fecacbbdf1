/// Faults that a test orders: error codes, lost answers, dropped connections.
@NullMarked
package org.parley.sandbox.refusal;

import org.jspecify.annotations.NullMarked;
