using System.Runtime.Versioning;

namespace NovComet.Testing;

/// <summary>Permissions of files and folders in octal, as chmod(1) takes them and stat(1) shows them.</summary>
[UnsupportedOSPlatform("windows")]
public static class Permissions
{
    /// <summary>Those of a file or folder, in four digits.</summary>
    public static string Of(string path) => OctalMode.Write(File.GetUnixFileMode(path));

    /// <summary>Sets them.</summary>
    public static void Set(string path, string octal) =>
        File.SetUnixFileMode(path, OctalMode.TryParse(octal, out UnixFileMode mode) ? mode : throw new FormatException(octal));
}
