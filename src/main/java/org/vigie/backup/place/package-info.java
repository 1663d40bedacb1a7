/** Places of copies: a folder, a server with SFTP, a store with the interface of S3. */
@NullMarked
package org.vigie.backup.place;

import org.jspecify.annotations.NullMarked;
