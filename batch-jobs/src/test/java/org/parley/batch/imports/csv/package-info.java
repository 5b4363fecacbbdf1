/// Tests of reading files that nobody vouches for.
@NullMarked
package org.parley.batch.imports.csv;

import org.jspecify.annotations.NullMarked;
