/// Credits orders to the touches that earned them.
@NullMarked
package org.parley.batch.attribution;

import org.jspecify.annotations.NullMarked;
