using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NovComet.Load.Native;

/// <summary>An edge-triggered epoll set; a descriptor is known by the number it was added with.</summary>
internal sealed unsafe class EpollSet : IDisposable
{
    private const int MaxEvents = 512;
    private const uint In = 0x1, Error = 0x8, HangUp = 0x10, PeerClosed = 0x2000, EdgeTriggered = 1u << 31;
    private const int CloseOnExec = 0x80000;
    private const int AddOperation = 1;
    private const int EINTR = 4;

    // struct epoll_event is packed on x86-64 and nowhere else.
    private static readonly bool s_packed = RuntimeInformation.ProcessArchitecture == Architecture.X64;
    private static readonly int s_stride = s_packed ? 12 : 16;
    private static readonly int s_numberAt = s_packed ? 4 : 8;

    private readonly byte[] _events = GC.AllocateArray<byte>(16 * MaxEvents, pinned: true);
    private readonly int _epoll;

    public EpollSet()
    {
        _epoll = Libc.EpollCreate(CloseOnExec);
        if (_epoll < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    public void Add(int descriptor, int number)
    {
        Span<byte> entry = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, In | PeerClosed | EdgeTriggered);
        BinaryPrimitives.WriteInt32LittleEndian(entry[s_numberAt..], number);
        fixed (byte* pointer = entry)
        {
            if (Libc.EpollControl(_epoll, AddOperation, descriptor, pointer) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Waits at most <paramref name="nanoseconds"/>; the events are then read by <see cref="this"/>.</summary>
    public int Wait(long nanoseconds)
    {
        var timeout = new Libc.TimeSpec(nanoseconds / Clock.Second, nanoseconds % Clock.Second);
        fixed (byte* pointer = _events)
        {
            var count = Libc.EpollWait(_epoll, pointer, MaxEvents, in timeout, 0);
            if (count >= 0) return count;
            var error = Marshal.GetLastPInvokeError();
            return error == EINTR ? 0 : throw new Win32Exception(error);
        }
    }

    public (int Number, bool Closing) this[int index]
    {
        get
        {
            var entry = _events.AsSpan(index * s_stride, s_stride);
            var flags = BinaryPrimitives.ReadUInt32LittleEndian(entry);
            return (BinaryPrimitives.ReadInt32LittleEndian(entry[s_numberAt..]), (flags & (PeerClosed | HangUp | Error)) != 0);
        }
    }

    public void Dispose() => _ = Libc.Close(_epoll);
}
