using System.Runtime.InteropServices;

namespace NovComet.Storage.Native;

/// <summary><c>struct rlimit</c> on 64-bit systems.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Limit
{
    public ulong Current;
    public ulong Maximum;
}
