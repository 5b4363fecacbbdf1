/// Whether the installation is well.
@NullMarked
package org.parley.server.web.status;

import org.jspecify.annotations.NullMarked;
