/// Tests of words that every feature shares.
@NullMarked
package org.parley.core.kernel;

import org.jspecify.annotations.NullMarked;
