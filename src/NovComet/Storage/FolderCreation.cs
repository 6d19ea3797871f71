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

        uint? groupId = group is null ? null : FindGroup(group);
        Directory.CreateDirectory(path, mode);
        try
        {
            if (groupId is { } id) SetGroup(path, id, group!);

            // Again, because the process's umask took rights away that others were meant to have.
            File.SetUnixFileMode(path, groupId is null ? mode : mode | UnixFileMode.SetGroup);
        }
        catch
        {
            // Half made, it would be taken for somebody's own choice the next time.
            Directory.Delete(path);
            throw;
        }
    }

    private static void SetGroup(string path, uint id, string group)
    {
        if (LibC.ChangeOwner(path, KeepUser, id) != 0)
            throw new IOException($"The folder cannot be given to the group '{group}': {Errno.LastAsException().Message}. Add this process's user to it.");
    }

    private static unsafe uint FindGroup(string group)
    {
        if (uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out uint id)) return id;
        GroupEntry* entry = LibC.GetGroupByName(group);
        return entry is not null
            ? entry->Id
            : throw new IOException($"There is no group '{group}' on this system: create it, or correct NovComet:DirectoryGroup.");
    }
}
