using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace NovComet.AspNetCore.Authorization;

/// <summary>What counts as one client's address: an IPv4 address, or the /64 network of an IPv6 address, all of which one client has.</summary>
internal readonly record struct ClientNetwork(AddressFamily Family, ulong Bits)
{
    public static ClientNetwork Of(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        plain.TryWriteBytes(bytes, out _);
        return new ClientNetwork(plain.AddressFamily, BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }
}
