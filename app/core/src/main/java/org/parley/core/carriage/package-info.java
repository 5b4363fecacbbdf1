/// What a channel can carry of a message, as data, and what becomes of the rest: one pure function
/// that rules at sending, in the preview and in the check before scheduling alike.
@NullMarked
package org.parley.core.carriage;

import org.jspecify.annotations.NullMarked;
