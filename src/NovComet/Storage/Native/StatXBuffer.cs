using System.Runtime.InteropServices;

namespace NovComet.Storage.Native;

/// <summary><c>struct statx</c>, which has the same layout on every architecture, unlike <c>struct stat</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatXBuffer
{
    public const uint WantBasics = 0x1 | 0x2 | 0x4 | 0x8 | 0x10 | 0x40 | 0x100 | 0x200;
    public const uint WantBirthTime = 0x800;

    public const int TypeMask = 0xF000;
    public const int TypeRegular = 0x8000;

    [FieldOffset(16)]
    public uint Links;

    [FieldOffset(20)]
    public uint User;

    [FieldOffset(24)]
    public uint Group;

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Inode;

    [FieldOffset(40)]
    public ulong Size;

    [FieldOffset(80)]
    public StatXTime BirthTime;

    [FieldOffset(112)]
    public StatXTime ModifiedTime;

    [FieldOffset(136)]
    public uint DeviceMajor;

    [FieldOffset(140)]
    public uint DeviceMinor;

    /// <summary>What a channel store wants to know of it.</summary>
    public readonly FileStatus Status => new(
        (Mode & TypeMask) == TypeRegular ? FileKind.Regular : FileKind.Other,
        ModifiedTime.Microseconds,
        (int)(ModifiedTime.Nanoseconds % 1000),
        (long)Size,
        Inode);
}
