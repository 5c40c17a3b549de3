using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MdEngine.Core.Mathematics;

/// <summary>
/// A growable array whose first element lies on a cache line (64 bytes) and never moves, so that kernels may
/// keep pointers into it between calls to <see cref="Reserve"/>.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
public sealed unsafe class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;
    private byte[] _storage = [];

    /// <summary>Makes a buffer of <paramref name="capacity"/> elements, all zero.</summary>
    public AlignedBuffer(int capacity = 0) => Reserve(capacity);

    /// <summary>Number of elements.</summary>
    public int Capacity { get; private set; }

    /// <summary>First element; valid until the next growth.</summary>
    public T* Pointer { get; private set; }

    /// <summary>All elements.</summary>
    public Span<T> Span => new(Pointer, Capacity);

    /// <summary>One element.</summary>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Span[index];
    }

    /// <summary>
    /// Makes room for at least <paramref name="capacity"/> elements; keeps those that were there, new ones are zero.
    /// </summary>
    public void Reserve(int capacity)
    {
        if (capacity <= Capacity && Pointer != null)
        {
            return;
        }

        byte[] storage = GC.AllocateArray<byte>(checked((capacity * Unsafe.SizeOf<T>()) + Alignment), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(storage));
        var pointer = (T*)((address + (Alignment - 1)) & ~(nuint)(Alignment - 1));
        if (Capacity > 0)
        {
            Span.CopyTo(new Span<T>(pointer, capacity));
        }

        _storage = storage;
        Pointer = pointer;
        Capacity = capacity;
    }

    /// <summary>As <see cref="Reserve"/>, with a quarter to spare, so that slow growth costs few copies.</summary>
    public void Grow(int capacity)
    {
        if (capacity > Capacity)
        {
            Reserve(capacity + (capacity / 4) + 16);
        }
    }
}
