using System.Text;
using NovComet.Storage.Native;

namespace NovComet.Storage;

/// <summary>Who owns a file, by number: names are looked up by those who show them.</summary>
internal readonly record struct FileOwner(uint User, uint Group)
{
    /// <summary>The user that this process acts as.</summary>
    public static uint Self => LibC.GetEffectiveUser();

    /// <summary>The owner of what is under a path; null where nothing is, or where the platform does not tell.</summary>
    public static unsafe FileOwner? Of(string path)
    {
        if (!OperatingSystem.IsLinux()) return null;
        fixed (byte* bytes = Encoding.UTF8.GetBytes(path + '\0'))
        {
            return LibC.StatX(LibC.CurrentDirectory, bytes, 0, StatXBuffer.WantBasics, out StatXBuffer found) == 0
                ? new FileOwner(found.User, found.Group)
                : null;
        }
    }
}
