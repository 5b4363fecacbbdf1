/// Where members and keys are kept.
@NullMarked
package org.parley.core.access.internal;

import org.jspecify.annotations.NullMarked;
