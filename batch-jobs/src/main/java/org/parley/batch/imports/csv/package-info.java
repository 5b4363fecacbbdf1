/// Reads CSV files that nobody vouches for, in bounded memory.
@NullMarked
package org.parley.batch.imports.csv;

import org.jspecify.annotations.NullMarked;
