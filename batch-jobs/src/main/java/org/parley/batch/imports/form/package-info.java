/// What the columns of each kind of file mean.
@NullMarked
package org.parley.batch.imports.form;

import org.jspecify.annotations.NullMarked;
