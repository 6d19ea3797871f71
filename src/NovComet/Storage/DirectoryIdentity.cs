using System.Text;
using NovComet.Storage.Native;

namespace NovComet.Storage;

/// <summary>
/// What tells a folder from another one that was made later under the same path. The time of birth is part of it,
/// because file systems give the number of a removed folder to the next one.
/// </summary>
internal readonly record struct DirectoryIdentity(ulong Device, ulong Inode, long BornAt)
{
    /// <summary>The identity of what is under a path now; null where nothing is.</summary>
    public static unsafe DirectoryIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return Directory.Exists(path) ? new DirectoryIdentity(0, 0, Directory.GetCreationTimeUtc(path).Ticks) : null;

        const uint Wanted = StatXBuffer.WantBasics | StatXBuffer.WantBirthTime;
        fixed (byte* bytes = Encoding.UTF8.GetBytes(path + '\0'))
        {
            if (LibC.StatX(LibC.CurrentDirectory, bytes, 0, Wanted, out StatXBuffer found) != 0) return null;
            ulong device = ((ulong)found.DeviceMajor << 32) | found.DeviceMinor;
            return new DirectoryIdentity(device, found.Inode, found.BirthTime.Microseconds);
        }
    }
}
