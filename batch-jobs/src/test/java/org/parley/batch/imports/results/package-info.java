/// Tests of mappings.
@NullMarked
package org.parley.batch.imports.results;

import org.jspecify.annotations.NullMarked;
