/// People and how they can be reached.
@NullMarked
package org.parley.core.contact;

import org.jspecify.annotations.NullMarked;
