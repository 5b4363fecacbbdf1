/// How the results of a campaign that another tool sent are to be read: the mapping that comes with
/// the file.
@NullMarked
package org.parley.batch.imports.results;

import org.jspecify.annotations.NullMarked;
