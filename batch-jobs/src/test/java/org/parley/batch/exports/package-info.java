@NullMarked
package org.parley.batch.exports;

import org.jspecify.annotations.NullMarked;
