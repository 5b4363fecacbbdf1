/// What tests of several jobs need.
@NullMarked
package org.parley.batch.testing;

import org.jspecify.annotations.NullMarked;
