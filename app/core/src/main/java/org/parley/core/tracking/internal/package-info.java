/// Statements, word lists and queues behind tracking.
@NullMarked
package org.parley.core.tracking.internal;

import org.jspecify.annotations.NullMarked;
