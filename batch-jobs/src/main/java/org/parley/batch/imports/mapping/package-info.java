/// What mappings of files share: what is wrong with one, and how a file writes times.
@NullMarked
package org.parley.batch.imports.mapping;

import org.jspecify.annotations.NullMarked;
