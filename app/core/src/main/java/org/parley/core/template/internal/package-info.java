/// Rows of templates.
@NullMarked
package org.parley.core.template.internal;

import org.jspecify.annotations.NullMarked;
