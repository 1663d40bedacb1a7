package org.vigie.release.history;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps the settings of the machine and of its user out of JGit: a history must read the same everywhere, and looking for the
 * system's settings would start the program git.
 */
public final class OwnGitSettings extends SystemReader.Delegate {

    private OwnGitSettings(SystemReader machine) {
        super(machine);
    }

    /** Takes effect for the whole JVM, once. */
    public static synchronized void use() {
        if (!(SystemReader.getInstance() instanceof OwnGitSettings)) {
            SystemReader.setInstance(new OwnGitSettings(SystemReader.getInstance()));
        }
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new None(parent, fs);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new None(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new None(parent, fs);
    }

    private static final class None extends FileBasedConfig {

        private None(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // there is nothing to read
        }

        @Override
        public void save() {
            // JGit would keep in it how fast it found the disk to be
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
