/// Who did what, kept for good.
@NullMarked
package org.parley.core.audit;

import org.jspecify.annotations.NullMarked;
