using System.Runtime.InteropServices;

namespace NovComet.Storage.Native;

/// <summary>The head of <c>struct group</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GroupEntry
{
    public byte* Name;
    public byte* Password;
    public uint Id;
}
