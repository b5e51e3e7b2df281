import type { Operation } from '../http/operation.ts'
import { getImageQuery, image, imageMediaTypes, MAX_IMAGE_BYTES, uploadImageQuery } from './image.ts'
import { imagePath } from './image-id.ts'

/** Pictures of rooms and people. */
export const imageOperations = {
  uploadImage: {
    method: 'POST',
    path: '/v1/images',
    summary: 'Upload an image; it is shown to others once it is approved',
    access: { by: 'viewer' },
    query: uploadImageQuery,
    rawBody: { mediaTypes: imageMediaTypes, maxBytes: MAX_IMAGE_BYTES },
    status: 201,
    answer: image,
    errors: ['rate_limited', 'not_configured'],
  },
  getImageState: {
    method: 'GET',
    path: '/v1/images/{imageId}/state',
    summary: 'Whether an image is approved (owner only)',
    access: { by: 'viewer', on: 'own' },
    params: imagePath,
    status: 200,
    answer: image,
    errors: ['not_found'],
  },
  getImage: {
    method: 'GET',
    path: '/v1/images/{imageId}',
    summary: 'The image itself',
    access: { by: 'anyone' },
    params: imagePath,
    query: getImageQuery,
    status: 200,
    answer: { mediaTypes: imageMediaTypes },
    errors: ['not_found'],
  },
} as const satisfies Record<string, Operation>
