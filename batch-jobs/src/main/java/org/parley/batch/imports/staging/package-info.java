/// A file's rows on their way into the database, and the statements that apply them.
@NullMarked
package org.parley.batch.imports.staging;

import org.jspecify.annotations.NullMarked;
