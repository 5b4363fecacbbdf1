/// Who works with this installation.
@NullMarked
package org.parley.server.web.members;

import org.jspecify.annotations.NullMarked;
