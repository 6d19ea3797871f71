using System.Globalization;
using NovComet.Storage.Native;

namespace NovComet.Storage;

/// <summary>Creates a folder with exactly the permissions and the group asked for.</summary>
internal static class FolderCreation
{
    private const uint KeepUser = uint.MaxValue;

    public static void Create(string path, UnixFileMode mode, string? group)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, mode);
        if (group is not null)
        {
            SetGroup(path, group);
            mode |= UnixFileMode.SetGroup;
        }

        // Again, because the process's umask took rights away that others were meant to have.
        File.SetUnixFileMode(path, mode);
    }

    private static void SetGroup(string path, string group)
    {
        if (!TryFindGroup(group, out uint id))
            throw new IOException($"There is no group '{group}' on this system: create it, or correct NovComet:DirectoryGroup.");
        if (LibC.ChangeOwner(path, KeepUser, id) != 0)
            throw new IOException($"The folder cannot be given to the group '{group}': {Errno.LastAsException().Message}. Add this process's user to it.");
    }

    private static unsafe bool TryFindGroup(string group, out uint id)
    {
        if (uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out id)) return true;
        GroupEntry* entry = LibC.GetGroupByName(group);
        if (entry is null) return false;
        id = entry->Id;
        return true;
    }
}
