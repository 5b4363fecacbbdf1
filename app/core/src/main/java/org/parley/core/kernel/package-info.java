/// Words that every feature shares: ids, money, error codes, pages.
@NullMarked
package org.parley.core.kernel;

import org.jspecify.annotations.NullMarked;
