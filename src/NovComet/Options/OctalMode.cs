namespace NovComet;

/// <summary>Permissions as people write them on Unix: three or four octal digits.</summary>
internal static class OctalMode
{
    public const UnixFileMode OwnerAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Special = UnixFileMode.SetUser | UnixFileMode.SetGroup | UnixFileMode.StickyBit;

    public static bool TryParse(string? text, out UnixFileMode mode)
    {
        mode = default;
        if (text is not { Length: 3 or 4 } || text.AsSpan().ContainsAnyExceptInRange('0', '7')) return false;
        mode = (UnixFileMode)Convert.ToInt32(text, 8);
        return true;
    }

    /// <summary>What a file gets in a folder with these permissions.</summary>
    public static UnixFileMode ForFiles(UnixFileMode folder) => folder & ~(Execute | Special);

    public static string Write(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');
}
